import type {Resource} from '../api/client.ts';

/** Resources of one product. */
export interface ProductGroup {
  readonly product: string;
  readonly resources: readonly Resource[];
}

/** The resources by product, both in the order of the alphabet. */
export function grouped(resources: readonly Resource[]): ProductGroup[] {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.product) ?? [];
    group.push(resource);
    groups.set(resource.product, group);
  }
  return [...groups]
    .map(([product, members]) => ({product, resources: members.toSorted((one, other) => one.name.localeCompare(other.name))}))
    .sort((one, other) => one.product.localeCompare(other.product));
}

/** What the catalogue says of those keys; a key that it does not know names itself. */
export function described(keys: readonly string[], catalogue: readonly Resource[]): Resource[] {
  const known = new Map(catalogue.map(each => [each.key, each]));
  return keys.map(key => known.get(key) ?? {key, name: key, product: '–', category: '', number: 0, internal: false, custom: false});
}
