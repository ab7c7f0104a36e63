import { CertifyProgress } from '@tramo/agreements';
import { agreement, by, names, on, programme } from './columns';
import { code, date, evidence, integer, listOf, percent, text } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, needed, optional } from './template';

const HASH = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';

export const certificates = defineTemplate({
  kind: 'certificates',
  about: 'Progress that a supervisor has seen.',
  when: 'dated',
  columns: {
    programme,
    agreement,
    certificate: needed(code, 'what it is called in this agreement', 'CA-1'),
    tranche: needed(integer(1, 99), 'for whose release', '2'),
    milestone: optional(text(200), 'as the agreement has it when empty'),
    percentage: needed(percent, 'the physical progress', '40'),
    observed_on: needed(date, 'when it was seen', '2022-06-10'),
    evidence: needed(listOf(evidence), 'files that prove it', `certificado-1.pdf:${HASH}`),
    by,
    on,
  },
  needs: (cells) => [names.agreement(cells)],
  lives: agreementSubject,
  acts: ([row]) => [
    act(
      CertifyProgress,
      {
        programme: row.programme,
        agreement: row.agreement,
        certificate: row.certificate,
        tranche: row.tranche,
        milestone: row.milestone,
        percentage: row.percentage,
        observedOn: row.observed_on,
        evidence: [...row.evidence],
      },
      {
        on: row.on,
        by: row.by,
        places: {
          programme: 'programme',
          agreement: 'agreement',
          certificate: 'certificate',
          tranche: 'tranche',
          milestone: 'milestone',
          percentage: 'percentage',
          observedOn: 'observed_on',
          evidence: 'evidence',
        },
      },
    ),
  ],
});
