import type { Command } from 'commander'
import { whole, withFilter, withListing, withStore } from './store-options.ts'

/** Adds the commands of the store to the program; each loads its code when it runs. */
export const addStoreCommands = (program: Command): void => {
  const end = (status: Promise<number>): Promise<void> =>
    status.then(code => {
      process.exitCode = code
    })

  withStore(program.command('ingest'))
    .description('code what is new and keep it, with everything it tells, in a store')
    .argument('<inputs...>', 'files, folders (read recursively) or - for standard input')
    .option('--date <date>', 'day the reports were published; wins over what they say')
    .option('--publisher <name>', 'who published them; wins over what they say')
    .option('-j, --jobs <n>', 'worker threads', whole)
    .option('--recode', 'code reports that are kept already anew; ids of happenings stay')
    .option('--coded', 'the inputs are records as "readout code --format jsonl" writes them')
    .option(
      '--rules <folder>',
      'knowledge of your own, laid over data/; repeatable',
      (given: string, before: string[]) => [...before, given],
      [],
    )
    .addHelpText(
      'after',
      `
Examples:
  readout ingest reports/                             into readout.sqlite
  readout ingest news.jsonl --store postgres://ana@db/news
  readout code news.jsonl | readout ingest - --coded

May be stopped at any time and run again: what was kept stays, and nothing is kept twice.`,
    )
    .action(async (inputs: string[], options) => end((await import('./ingest.ts')).ingestPaths(inputs, options)))

  const listing = (
    name: 'events' | 'happenings' | 'actors' | 'statements' | 'documents',
    about: string,
    sorts: string,
  ): Command => {
    const command = withListing(withFilter(program.command(name)), sorts).description(about)
    return command.action(async options => end((await import('./list.ts')).list(name, options)))
  }
  listing(
    'events',
    'list acts as single reports tell them',
    'report, date, published, type, publisher, confidence',
  ).option('--count [field]', 'count them, in all or by type, status, standing, country, mode, publisher')
  listing(
    'happenings',
    'list acts, each once with all its witnesses',
    'date, found, type, mentions, publishers, disagreements',
  )
    .option('--count [field]', 'count them, in all or by type, status, standing, country, mode')
    .option('--publishers <n>', 'told by at least so many independent publishers', whole)
    .option('--disagreement [field]', 'those that reports contradict each other in')
    .addHelpText(
      'after',
      `
Examples:
  readout happenings --party IRN --type THREATEN --from 1987-10-01 --to 1987-10-31
  readout happenings --publishers 2 --standing disputed --sort -mentions
  readout happenings --format parquet --output happenings.parquet`,
    )
  listing('actors', 'list who takes part, the busiest first', 'acts, name, code, reports, first')
  listing('statements', 'list who said what', 'report, published, publisher').option(
    '--stance <stance>',
    'asserts, denies, unrefuted, confirms, doubts',
    (given: string) => given.split(','),
  )
  listing('documents', 'list reports; with --text the best match first', 'report, published, publisher, id')

  for (const name of ['show', 'happening'])
    withStore(program.command(name, name === 'show' ? {} : { hidden: true }))
      .description('show a happening (h_…), an event (report#ev1), a statement or a report, with its sentences')
      .argument('<id>')
      .option('--why', 'why the mentions of a happening are one act, and what was kept apart')
      .option('-f, --format <format>', 'text or json', 'text')
      .action(async (id: string, options) => end((await import('./show.ts')).show(id, options)))

  withListing(withFilter(program.command('export')), 'as the listing of events or happenings', 'set by the layout')
    .description('write the store in a layout that other programs read')
    .argument(
      '<layout>',
      'csv, parquet, jsonl, json-ld, graphml, geojson, polecat, icews, gdelt-events, gdelt-mentions, plover',
    )
    .option('--of <what>', 'events or happenings, for csv, parquet and jsonl', 'events')
    .action(async (layout: string, options) => end((await import('./export.ts')).exportAs(layout, options)))

  withStore(program.command('panel'))
    .description('count acts by dyad and month')
    .option(
      '--rule <rule>',
      'which count: conservative (two publishers or confirmed, uncontradicted), majority (what most sources tell, and occurred), inclusive (what any report tells)',
      'majority',
    )
    .option('--unit <unit>', 'happening or mention', 'happening')
    .option('--undirected', 'A and B in one row')
    .option('--party <codes>', 'dyads with one of these codes', (given: string) => given.split(','))
    .option('--type <types>', 'these types alone', (given: string) => given.split(','))
    .option('--from <month>', 'from this month, YYYY-MM')
    .option('--to <month>', 'to this month, YYYY-MM')
    .option('-f, --format <format>', 'table, json, jsonl, csv, parquet')
    .option('-o, --output <file>', 'write here')
    .action(async options => end((await import('./panel.ts')).panel(options)))

  const audit = program.command('audit').description('judge a sample, and learn how often each field is right')
  const judged = (command: Command): Command =>
    withFilter(command)
      .option('--per-type <n>', 'events of each type', whole, 10)
      .option('--seed <n>', 'another number, another sample', whole, 1)
      .option('--author <name>', 'who judges (default: your user name)')
      .option('-o, --output <file>', 'write here')
  judged(audit.command('sheet'))
    .description('write the sample as CSV, to be filled with y and n')
    .action(async options => end((await import('./audit.ts')).sheet(options)))
  judged(audit.command('ask'))
    .description('ask on the terminal, one event after another')
    .action(async options => end((await import('./audit.ts')).ask(options)))
  judged(audit.command('keep'))
    .description('read a filled sheet back')
    .argument('<file>')
    .action(async (file: string, options) => end((await import('./audit.ts')).keepSheet(file, options)))
  judged(audit.command('report'))
    .description('precision by field and type, with 95 % intervals')
    .option('-f, --format <format>', 'table, json, jsonl, csv')
    .action(async options => end((await import('./audit.ts')).precision(options)))

  const correct = program
    .command('correct')
    .description('say what is wrong; corrections are signed, dated, and survive coding anew')
  const signed = (command: Command): Command =>
    withStore(command)
      .option('--author <name>', 'who corrects (default: your user name)')
      .option('--note <words>', 'why')
  const acts: readonly (readonly [import('./correct.ts').Act, string, string])[] = [
    [
      'field',
      '<event> <field> [value]',
      'give a field another value: type, mode, status, date, actors, recipients, cameo, place',
    ],
    ['drop', '<event>', 'this is no act'],
    ['merge', '<happening> <other>', 'these two are one act'],
    ['split', '<event>', 'this mention belongs to another act'],
    ['withdraw', '<report>', 'this report was taken back'],
    ['stand', '<report>', 'this report was not taken back or replaced, or is no notice, whatever was read'],
    ['undo', '<correction>', 'take a correction back'],
  ]
  for (const [name, args, about] of acts)
    signed(correct.command(`${name} ${args}`))
      .description(about)
      .action(async (...given: unknown[]) => {
        const options = given.at(-2) as Parameters<typeof import('./correct.ts').correct>[2]
        const values = given.slice(0, -2).filter((value): value is string => typeof value === 'string')
        await end((await import('./correct.ts')).correct(name, values, options))
      })
  withStore(correct.command('list'))
    .description('every correction, a JSON line each')
    .option('-o, --output <file>', 'write here')
    .action(async options => end((await import('./correct.ts')).listCorrections(options)))
  withStore(correct.command('gold'))
    .description('the corrected reports as gold, a line each')
    .option('-o, --output <file>', 'write here')
    .action(async options => end((await import('./correct.ts')).exportGold(options)))

  withStore(program.command('snapshot'))
    .description('write the state of the store under the hash of its bytes')
    .option('--folder <folder>', 'where to', 'snapshots')
    .action(async options => end((await import('./snapshot.ts')).snapshot(options)))
  program
    .command('diff')
    .description('what changed between two snapshots, and what brought it about; exit status 1 when they differ')
    .argument('<a>')
    .argument('<b>')
    .option('-f, --format <format>', 'text or jsonl', 'text')
    .action(async (a: string, b: string, options) => end((await import('./snapshot.ts')).diff(a, b, options)))
}
