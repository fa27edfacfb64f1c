/** What stands under a key that somebody else named: "constructor" is one as any other, and not what all objects have. */
export const ownValue = <T>(values: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined;
