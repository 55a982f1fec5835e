import { type Command, InvalidArgumentError } from 'commander'
import { withStore } from './store-options.ts'

/** Adds the commands that answer others: people in a browser, programs, language models. Each loads its code when it runs. */
export const addPageCommands = (program: Command): void => {
  withStore(program.command('serve'))
    .description('open the record in a browser, and answer programs over HTTP')
    .option('-p, --port <n>', 'port; 0 takes any that is free', port, 8787)
    .option('--host <address>', 'address to listen on; beyond this machine only with a token', '127.0.0.1')
    .option(
      '--token <token>',
      'who asks must give it (16 characters at least; or READOUT_TOKEN)',
      process.env.READOUT_TOKEN,
    )
    .option('--sample', 'load and show the sample record, kept nowhere')
    .option('--open', 'open the browser')
    .addHelpText(
      'after',
      `
Examples:
  readout serve --sample --open                       look at the sample record
  readout serve                                       the record in readout.sqlite
  readout serve --store postgres://ana@db/news --host 0.0.0.0 --token "$TOKEN"

The address is printed on standard output; /openapi.json there describes the interface.`,
    )
    .action(async options => {
      process.exitCode = await (await import('./serve.ts')).serve(options)
    })

  withStore(program.command('mcp'))
    .description('answer a language model: a Model Context Protocol server on standard input and output, reading only')
    .addHelpText(
      'after',
      `
Example, for a client that starts its servers itself:
  {"mcpServers": {"readout": {"command": "npx", "args": ["readout", "mcp", "--store", "/path/readout.sqlite"]}}}`,
    )
    .action(async options => {
      process.exitCode = await (await import('./mcp.ts')).mcp(options)
    })
}

const port = (given: string): number => {
  const number = Number(given)
  if (Number.isInteger(number) && number >= 0 && number < 65536) return number
  throw new InvalidArgumentError('give a number from 0 to 65535.')
}
