/** Leaves out what is undefined: a property that is there has a value. */
export function defined<K extends string, V>(
  values: Record<K, V | undefined>,
): Partial<Record<K, V>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<Record<K, V>>;
}
