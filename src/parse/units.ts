/** What 1 is as int16 in the layers' inputs and outputs; kernel/kernel.ts writes its outputs in the same unit. */
export const UNIT = 4096
