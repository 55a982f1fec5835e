import { Command } from 'commander'

/** Adds `import` and `check` to the command `actors`, which by itself lists who takes part in the acts of a store. */
export const addActorCommands = (program: Command): void => {
  const actors = program.commands.find(command => command.name() === 'actors')
  if (!actors) throw new Error('the command "actors" must be there before its parts')
  const folders = (given: string, before: readonly string[]): readonly string[] => [...before, given]
  actors
    .addCommand(
      new Command('import')
        .description('make a table of office-holders from the result of a Wikidata query, JSON or CSV')
        .argument('<file>', 'columns: person personLabel positionLabel countryLabel (or iso3) start end')
        .option('-o, --output <file>', 'write here instead of standard output; appears whole or not at all')
        .option('--rules <folder>', 'knowledge of your own, laid out like data/; repeatable', folders, [])
        .addHelpText(
          'after',
          `
Examples:
  readout actors import query.json --output mine/actors/ministers.officeholders.tsv
  readout code report.txt --rules mine             read with them`,
        )
        .action(async (file: string, options) => {
          const { importFile } = await import('./actors.ts')
          process.exitCode = await importFile(file, options)
        }),
    )
    .addCommand(
      new Command('check')
        .description('read every row of the actor tables; name broken rows and offices that two hold at a time')
        .option('--rules <folder>', 'knowledge of your own, laid out like data/; repeatable', folders, [])
        .action(async options => {
          const { checkTables } = await import('./actors.ts')
          process.exitCode = await checkTables(options)
        }),
    )
}
