import { type SeededRandom, seededRandom } from "../seeded-random.ts";

/** The seed with which `seededRandom` continues the generator; null for any other generator. */
export function exportGenerator(random: () => number): number | null {
  return "seed" in random ? (random as SeededRandom).seed : null;
}

/** The generator of a seed, or an unseeded one. */
export function importGenerator(seed: number | null): () => number {
  return seed === null ? Math.random : seededRandom(seed);
}
