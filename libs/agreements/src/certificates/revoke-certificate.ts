import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import { stepFacts, streamOf } from '../asking';
import { restsOn } from '../days';
import { doneBy, groundOf, type AskedOfAgreement } from '../ground';
import type { TrancheStep } from '../tranches/steps';
import { certificateReliedOn, certificateRevokedAlready, certificateUnknown } from './refusals';

type Body = AskedOfAgreement & { readonly certificate: string; readonly reason: string };

/** What turns out not to be so counts no longer, from now on. */
export class RevokeCertificate extends CommandOfPerson<Body> {}

export const RevokeCertificateHandler = decides(RevokeCertificate, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.certificate(body.certificate)]);
    if (ground instanceof Rejection) return ground;
    const held = state.certificates.get(body.certificate);
    if (!held) return certificateUnknown(body.certificate);
    if (held.revoked) return certificateRevokedAlready(body.certificate);
    const { certificate, tranche } = held;
    const data = {
      ...ground.of,
      ...doneBy(context, context.facts.people),
      certificate,
      tranche,
      reason: body.reason,
    };
    const step = state.tranches.tranches.get(tranche)?.state;
    const relied = step && MONEY_IS_GONE.includes(step) ? [certificateReliedOn(data, step)] : [];
    return accept([{ type: 'CertificateRevoked', data }], [...ground.broken, ...relied]);
  },
});

const MONEY_IS_GONE: readonly TrancheStep[] = ['sent', 'confirmed', 'closed'];
