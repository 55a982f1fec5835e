/** More acts than any report tells. */
const ACTS = 100_000

/** Number of an event's row: by report, then by place in it, so that a report coded anew keeps its place in every listing. */
export const eventSeq = (document: number, index: number): number => document * ACTS + index + 1
