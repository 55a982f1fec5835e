import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConllu } from '../../src/read/conllu.ts'
import { main, readout } from './readout.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const forms = (conllu: string): readonly string[] =>
  readConllu(conllu).documents.flatMap(d => d.sentences.map(s => s.tokens.map(t => t.form).join(' ')))

describe('readout parse', () => {
  test('text from standard input', async () => {
    const { status, out, err } = await readout(['parse'], "Norway didn't recall its envoy. It might.")
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(forms(out)).toEqual(["Norway did n't recall its envoy .", 'It might .'])
    expect(out).toContain("2-3\tdidn't\t_")
  })

  test('CoNLL-U keeps its words, sentences and comments', async () => {
    const source =
      '# sent_id = s1\n# note = kept\n1\tU.S.A\t_\t_\t_\t_\t_\t_\t_\t_\n2\tleft\t_\t_\t_\t_\t_\t_\t_\tMine=1\n\n1\tGone\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
    const { status, out } = await readout(['parse', put('in.conllu', source)])
    expect(status).toBe(0)
    expect(forms(out)).toEqual(['U.S.A left', 'Gone'])
    expect(out).toContain('# note = kept')
    expect(out).toMatch(/2\tleft\t\w+\t[A-Z]+\t.*Mine=1/)
  })

  test('a malformed line is named, its sentence left out', async () => {
    const { status, out, err } = await readout([
      'parse',
      put('bad.conllu', '1\tOne\n\n1\tTwo\t_\t_\t_\t_\t_\t_\t_\t_\n'),
    ])
    expect(status).toBe(1)
    expect(forms(out)).toEqual(['Two'])
    expect(err).toBe(`readout: ${folder}/bad.conllu:1: expected 10 columns parted by tabs, found 2\n`)
  })

  test('the same bytes for any number of threads, problems in their place', async () => {
    const lines = Array.from({ length: 24 }, (_, i) =>
      i === 20
        ? 'broken'
        : JSON.stringify({ id: `r${i}`, text: `Report ${i}. ${'Norway recalled its envoy. '.repeat(i % 7)}` }),
    )
    const path = put('many.jsonl', lines.join('\n'))
    const runs = await Promise.all(['1', '3'].map(jobs => readout(['parse', path, '--jobs', jobs])))
    expect(runs.map(run => run.status)).toEqual([1, 1])
    expect(new Set(runs.map(run => run.out)).size).toBe(1)
    expect(new Set(runs.map(run => run.err)).size).toBe(1)
    expect(readConllu(runs[0]?.out ?? '').documents.length).toBe(23)
  })
})

describe('the output', () => {
  test('a file appears whole', async () => {
    const path = join(folder, 'out.conllu')
    expect(await readout(['parse', '-o', path], 'Norway spoke.')).toEqual({ status: 0, out: '', err: '' })
    expect(forms(readFileSync(path, 'utf8'))).toEqual(['Norway spoke .'])
    expect(readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([])
  })
  test('a folder that is not there', async () => {
    const { status, err } = await readout(['parse', '-o', join(folder, 'no/out.conllu')], 'Norway spoke.')
    expect(status).toBe(1)
    expect(err).toBe(`readout: ${folder}/no/out.conllu: cannot write: no such folder\n`)
  })
  test('a run that is killed leaves nothing', async () => {
    const path = join(folder, 'killed.conllu')
    const child = spawn(process.execPath, [main, 'parse', '-', '-o', path])
    child.stdin.write('{"text":"Norway spoke."}\n')
    const drafts = () => readdirSync(folder).filter(name => name.endsWith('.part'))
    while (drafts().length === 0) await new Promise(resolve => setTimeout(resolve, 20))
    child.kill('SIGTERM')
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(143)
    expect(existsSync(path)).toBe(false)
    expect(drafts()).toEqual([])
  })
  test('a pipe closed early ends the run quietly', () => {
    const many = put(
      'pipe.jsonl',
      `${JSON.stringify({ text: 'Norway recalled its envoy to Denmark. '.repeat(100) })}\n`.repeat(9),
    )
    const command = `set -o pipefail; '${process.execPath}' '${main}' parse '${many}' -j 1 2>'${folder}/err' | head -1`
    expect(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).toBe('# newdoc id = pipe-1\n')
    expect(readFileSync(join(folder, 'err'), 'utf8')).toBe('')
  })
})

test('wrong usage is status 2 and says what is right', async () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['code', '--date', '2024-02-30'], 'write a day of the calendar as YYYY-MM-DD.'],
    [['code', '--format', 'xml'], 'choose one of text, jsonl, json, conllu.'],
    [['parse', '--jobs', '0'], 'give a whole number from 1 to 256.'],
    [['nonsense'], "unknown command 'nonsense'"],
  ]
  for (const [args, message] of wrong) {
    const { status, err } = await readout(args)
    expect(status).toBe(2)
    expect(err).toContain(message)
  }
})

test('help is status 0 and teaches by example', async () => {
  for (const args of [['--help'], ['code', '--help'], ['parse', '--help']]) {
    const { status, out } = await readout(args)
    expect(status).toBe(0)
    expect(out).toContain('Examples:')
  }
})
