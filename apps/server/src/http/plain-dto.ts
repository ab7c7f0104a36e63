import type { Type } from '@nestjs/common';
import { TransformationType, type TypeMetadata } from 'class-transformer';
import { defaultMetadataStorage as transforms } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';

/** The value as an instance of its DTO when it is certainly valid; nothing when that is not certain. */
export type PlainDto = (value: unknown) => object | undefined;

type Values = Record<string, unknown>;
type Rule = (value: unknown, dto: object) => boolean;

interface Member {
  readonly name: string;
  /** Which have to hold, or the rules do not count. */
  readonly conditions: Rule[];
  readonly rules: Rule[];
  nested: PlainDto | undefined;
}

const compiled = new Map<Type, PlainDto | undefined>();

/**
 * The decorators of a DTO, read once instead of for every request, where all of them are of the plain kind. What
 * this makes only ever says yes: the words for a no, and DTOs that need more, are left to the pipe that reads
 * the decorators each time.
 */
export function plainDtoOf(type: Type): PlainDto | undefined {
  if (!compiled.has(type)) {
    // First, so that a type that holds itself is found and left alone.
    compiled.set(type, undefined);
    compiled.set(type, compile(type));
  }
  return compiled.get(type);
}

function compile(type: Type): PlainDto | undefined {
  const members = new Map<string, Member>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const name = metadata.propertyName;
    const member = members.get(name) ?? { name, conditions: [], rules: [], nested: undefined };
    members.set(name, member);
    if (!addRule(member, metadata, type)) return undefined;
  }
  const isPlain = [...members.values()].every((member) => isTransformedPlainly(member, type));
  if (members.size === 0 || !isPlain || transforms.getStrategy(type) !== 'none') return undefined;
  return (value) => instanceOf(type, members, value);
}

/** False when the rule is of a kind that is not known here. */
function addRule(member: Member, metadata: ValidationMetadata, type: Type): boolean {
  if (isParticular(metadata)) return false;
  switch (metadata.type) {
    case ValidationTypes.CUSTOM_VALIDATION:
      return addConstraints(member, metadata, type);
    case ValidationTypes.CONDITIONAL_VALIDATION: {
      const [holds] = metadata.constraints as [(dto: object, value: unknown) => boolean];
      member.conditions.push((value, dto) => holds(dto, value));
      return true;
    }
    case ValidationTypes.NESTED_VALIDATION:
      member.nested = nestedDto(member.name, type);
      return member.nested !== undefined;
    default:
      return false;
  }
}

/** Said with options, whose types promise more than there is. */
function isParticular({ each, validateIf, groups, always }: Partial<ValidationMetadata>): boolean {
  return Boolean(each) || Boolean(validateIf) || Boolean(always) || (groups?.length ?? 0) > 0;
}

function nestedDto(name: string, type: Type): PlainDto | undefined {
  const { typeFunction, options }: Partial<TypeMetadata> = typeDeclared(name, type) ?? {};
  return typeFunction && !options?.discriminator ? plainDtoOf(typeFunction() as Type) : undefined;
}

function addConstraints(member: Member, metadata: ValidationMetadata, type: Type): boolean {
  const { propertyName: property, constraintCls, constraints } = metadata;
  for (const constraint of getMetadataStorage().getTargetValidatorConstraints(constraintCls)) {
    if (constraint.async) return false;
    const { instance } = constraint;
    member.rules.push(
      (value, dto) =>
        instance.validate(value, { targetName: type.name, property, object: dto, value, constraints }) ===
        true,
    );
  }
  return true;
}

const typeDeclared = (name: string, type: Type): TypeMetadata | undefined =>
  transforms.findTypeMetadata(type, name);

function isTransformedPlainly({ name, nested }: Member, type: Type): boolean {
  const transformed = transforms.findTransformMetadatas(type, name, TransformationType.PLAIN_TO_CLASS);
  return (typeDeclared(name, type) === undefined) === (nested === undefined) && transformed.length === 0;
}

function instanceOf(type: Type, members: ReadonlyMap<string, Member>, value: unknown): object | undefined {
  if (!isRecord(value)) return undefined;
  const dto = new type() as Values;
  for (const name of Object.keys(value)) {
    const member = members.get(name);
    const given = value[name];
    if (!member) return undefined;
    const own = isScalar(given) ? given : member.nested?.(given);
    if (own === undefined) return undefined;
    dto[name] = own;
  }
  for (const member of members.values()) if (!holds(member, dto)) return undefined;
  return dto;
}

function holds({ name, conditions, rules, nested }: Member, dto: Values): boolean {
  const value = dto[name];
  if (!conditions.every((condition) => condition(value, dto))) return true;
  // A text in place of an object, and null, are for the pipe to judge.
  return (nested === undefined || !isScalar(value)) && rules.every((rule) => rule(value, dto));
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

function isRecord(value: unknown): value is Values {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
