import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { restsOn } from '../../days';
import { streamOf, type AskedOfTranche } from '../asking';
import { CONDITIONS } from '../conditions/condition';
import { isConditionName, RELEASE_CONDITIONS } from '../conditions/evaluate';
import { stepFacts } from '../facts/release-facts';
import { trancheGround } from '../ground';
import {
  conditionNotWaivable,
  conditionUnknown,
  waiverBySamePerson,
  waiverExists,
  waiverExpired,
  waiverGrantedAlready,
  waiverUnknown,
} from '../refusals';

type Proposal = AskedOfTranche & {
  readonly waiver: string;
  readonly condition: string;
  /** As people cite it. */
  readonly legalAct: string;
  readonly reason: string;
  /** The last day on which it counts. */
  readonly expiresOn: LocalDate;
};

export const WAIVABLE_CONDITIONS = CONDITIONS.filter((name) => RELEASE_CONDITIONS[name].waivable);

/** That one condition shall not keep one tranche back, for a while; it counts once another person grants it. */
export class ProposeWaiver extends CommandOfPerson<Proposal> {}

export const ProposeWaiverHandler = decides(ProposeWaiver, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Proposal>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { waiver, condition, legalAct, reason, expiresOn } = body;
    if (!isConditionName(condition)) return conditionUnknown(condition, CONDITIONS);
    if (!WAIVABLE_CONDITIONS.includes(condition)) return conditionNotWaivable(condition, WAIVABLE_CONDITIONS);
    if (state.tranches.waivers.has(waiver)) return waiverExists(waiver);
    const data = { ...ground.ofTranche, waiver, condition, legalAct, reason, expiresOn };
    const { actedOn } = context;
    const late = expiresOn < actedOn ? [waiverExpired(waiver, expiresOn, actedOn)] : [];
    return accept([{ type: 'WaiverProposed', data }], [...ground.broken, ...late]);
  },
});

type Grant = AskedOfTranche & { readonly waiver: string };

/** Takes the second of the two people that a waiver needs. */
export class GrantWaiver extends CommandOfPerson<Grant> {}

export const GrantWaiverHandler = decides(GrantWaiver, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Grant>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context, [restsOn.waiver(body.waiver)]);
    if (ground instanceof Rejection) return ground;
    const proposed = state.tranches.waivers.get(body.waiver);
    if (proposed?.tranche !== body.tranche) return waiverUnknown(body.waiver);
    const { waiver, condition, granted, expiresOn } = proposed;
    if (granted) return waiverGrantedAlready(waiver, granted.affiliation.person, granted.on);
    const { actor, actedOn } = context;
    const same = proposed.proposed.affiliation.person === actor;
    return accept(
      [{ type: 'WaiverGranted', data: { ...ground.ofTranche, waiver, condition } }],
      [
        ...ground.broken,
        ...(same ? [waiverBySamePerson(waiver, actor)] : []),
        ...(expiresOn < actedOn ? [waiverExpired(waiver, expiresOn, actedOn)] : []),
      ],
    );
  },
});
