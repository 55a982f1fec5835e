/**
 * What one feature says for (+) or against (-) two mentions being one act: log2 of how much likelier the finding is among pairs
 * of the same act than among pairs of different acts that blocking brings together (Fellegi and Sunter's weights).
 */
export interface Reason {
  readonly feature:
    | 'type'
    | 'actors'
    | 'recipients'
    | 'parties'
    | 'date'
    | 'again'
    | 'place'
    | 'status'
    | 'trigger'
    | 'words'
    | 'report'
  readonly bits: number
  readonly note: string
  /** True when no other agreement may outweigh it: another speaker, another week. */
  readonly veto?: boolean
}
