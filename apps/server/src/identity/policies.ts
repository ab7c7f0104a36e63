import { Inject, Injectable } from '@nestjs/common';
import {
  POLICY_DEFAULTS,
  policyInForce,
  type CountryRuleName,
  type ParameterName,
  type PoliciesTables,
  type PolicyChange,
  type ThresholdName,
} from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import type { Selectable } from 'kysely';
import { VIEWS } from '../injection';
import type { PolicyProposalAnswer, PolicyProposalsQuery, PolicyVersionAnswer } from './policy.dto';
import type { PolicyInForceAnswer } from './policy-in-force.dto';

/** What the views know of a programme's policies. */
@Injectable()
export class Policies {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<PoliciesTables>) {}

  async inForce(programme: string, on: LocalDate): Promise<PolicyInForceAnswer> {
    const versions = (await this.versionRows(programme)).map((row) => ({
      version: Number(row.version),
      changes: changesOf(row),
      effectiveFrom: row.effective_from,
      adoptedOn: row.adopted_on,
    }));
    const policy = policyInForce({ versions }, on);
    const named = <Name extends string>(names: object): Name[] => Object.keys(names) as Name[];
    return {
      programme,
      on,
      version: policy.version,
      versions: [...policy.versions],
      thresholds: named<ThresholdName>(POLICY_DEFAULTS.thresholds).map((name) => {
        const money = policy.threshold(name);
        return { name, money: money && { amount: money.amount, currency: money.currency.code } };
      }),
      parameters: named<ParameterName>(POLICY_DEFAULTS.parameters).map((name) => ({
        name,
        unit: POLICY_DEFAULTS.parameters[name].unit,
        value: policy.parameter(name),
      })),
      conflicts: [...policy.conflicts],
      rateRegimes: [
        ...policy.actsWithRateRegime.map((act) => ({ act, ...policy.rateRegime(act) })),
        { act: null, ...POLICY_DEFAULTS.rateTerms },
      ],
      countryRules: named<CountryRuleName>(POLICY_DEFAULTS.countryRules).map((name) => ({
        name,
        choice: policy.countryRule(name),
        choices: [...POLICY_DEFAULTS.countryRules[name].choices],
      })),
    };
  }

  async versions(programme: string): Promise<PolicyVersionAnswer[]> {
    return (await this.versionRows(programme)).map((row) => ({
      version: Number(row.version),
      proposal: Number(row.proposal),
      changes: changesOf(row),
      effectiveFrom: row.effective_from,
      adoptedOn: row.adopted_on,
      adoptedAt: row.adopted_at,
      proposedBy: row.proposed_by,
      secondedBy: row.seconded_by,
      reason: row.reason,
    }));
  }

  async proposals(programme: string, { state }: PolicyProposalsQuery): Promise<PolicyProposalAnswer[]> {
    let query = this.views.db
      .selectFrom('policy_proposal')
      .selectAll()
      .where('programme', '=', programme)
      .orderBy('proposal');
    if (state) query = query.where('state', '=', state);
    return (await query.execute()).map((row) => ({
      proposal: Number(row.proposal),
      state: row.state,
      changes: changesOf(row),
      effectiveFrom: row.effective_from,
      reason: row.reason,
      proposedBy: row.proposed_by,
      proposedAt: row.proposed_at,
      settledBy: row.settled_by,
      settledAt: row.settled_at,
      version: row.version === null ? null : Number(row.version),
      withdrawal: row.withdrawal,
    }));
  }

  private versionRows(programme: string): Promise<Selectable<PoliciesTables['policy_version']>[]> {
    return this.views.db
      .selectFrom('policy_version')
      .selectAll()
      .where('programme', '=', programme)
      .orderBy('version')
      .execute();
  }
}

const changesOf = ({ changes }: { readonly changes: string }): PolicyChange[] =>
  JSON.parse(changes) as PolicyChange[];
