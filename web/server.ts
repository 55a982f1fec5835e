import { start } from './app.ts'
import { remoteHost } from './remote.ts'

start(remoteHost())
