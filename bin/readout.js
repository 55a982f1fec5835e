#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one gets one clear sentence and not a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `readout: this is Node ${process.versions.node}, Readout needs 22.18 or later; in a clone "npm ci" brings one along: run "npx readout"\n`,
  )
  process.exit(1)
}
await import('../dist/command/main.js')
