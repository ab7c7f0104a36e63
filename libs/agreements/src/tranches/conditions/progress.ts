import { addDays, daysBetween } from '@tramo/kernel';
import { certificateFor, lastCertificate, type Certificate } from '../../certificates/certificate.state';
import { doesNotApply, fails, passes, type Found, type Predicate, type Release } from './condition';

/** Nothing has been reached before the first money, and nothing is asked of a tranche without a milestone. */
function startConditions({ instalment }: Release): Found | undefined {
  if (instalment.tranche === 1) {
    return doesNotApply('the first tranche is released on start conditions, before there is progress');
  }
  return instalment.milestone === null ? doesNotApply('no milestone was agreed for it') : undefined;
}

const certificateOf = ({ state, instalment }: Release): Certificate | undefined =>
  certificateFor(state.certificates, instalment);

export const certified: Predicate = (release) => {
  const exempt = startConditions(release);
  if (exempt) return exempt;
  const { tranche, milestone } = release.instalment;
  const found = certificateOf(release);
  if (found) {
    const { certificate, affiliation, observedOn } = found;
    return passes(`${affiliation.person} certified it on what was seen on ${observedOn}`, {
      certificate,
      by: affiliation.person,
      observedOn,
    });
  }
  const cure = `have a field supervisor certify "${milestone}" for tranche ${tranche}`;
  const other = lastCertificate(release.state.certificates, tranche);
  if (!other) return fails(`no certificate stands for tranche ${tranche}`, { tranche, milestone }, cure);
  const { certificate, milestone: certifiedOf, overtakenBy } = other;
  const since = overtakenBy === null ? '' : ` since addendum ${overtakenBy}`;
  return fails(
    `certificate ${certificate} is of "${certifiedOf}", and "${milestone}" is agreed${since}`,
    { tranche, milestone, certificate, certified: certifiedOf, overtakenBy },
    cure,
  );
};

export const certificateFresh: Predicate = (release) => {
  const exempt = startConditions(release);
  if (exempt) return exempt;
  const found = certificateOf(release);
  if (!found) return doesNotApply('there is no certificate of its milestone');
  const { on, facts } = release;
  const { certificateDays: daysMax } = facts.policy;
  const { certificate, observedOn } = found;
  const validUntil = addDays(observedOn, daysMax);
  const values = { certificate, observedOn, days: daysBetween(observedOn, on), daysMax, validUntil, on };
  if (on <= validUntil) return passes(`the certificate is good until ${validUntil}`, values);
  return fails(
    `the certificate was good until ${validUntil}`,
    values,
    `have the progress certified again, on what is seen on ${addDays(on, -daysMax)} or later`,
  );
};

export const progressReached: Predicate = (release) => {
  const exempt = startConditions(release);
  if (exempt) return exempt;
  const found = certificateOf(release);
  if (!found) return doesNotApply('there is no certificate of its milestone');
  const { progress } = release.instalment;
  if (progress === null) return doesNotApply('no percentage was agreed for its milestone');
  const { certificate, percentage } = found;
  const values = { certificate, certified: percentage, agreed: progress };
  if (Number(percentage) >= Number(progress)) {
    return passes(`${percentage} % is certified, and ${progress} % was agreed`, values);
  }
  return fails(
    `${percentage} % is certified, and ${progress} % was agreed`,
    values,
    `have at least ${progress} % reached and certified`,
  );
};
