/** One line for the person at the terminal. */
export const say = (message: string): void => {
  process.stderr.write(`readout: ${message}\n`)
}
