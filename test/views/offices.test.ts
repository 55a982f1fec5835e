import { expect, test } from 'vitest'
import { officeTables } from '../../src/http/offices.ts'
import { officesIn } from '../../src/views/page/actor.ts'

const tables = officeTables()
const person = (name: string, from: string, to: string) => ({ name, role: null, from, to, reports: 2 })
const asked = (key: string, ...people: ReturnType<typeof person>[]) =>
  officesIn(key, { name: key, people, names: [], statements: [] }, tables)

test('offices are those of the time of the reports, with their days, and tell which reports name the holder', async () => {
  const offices = await asked('USA', person('Ronald Reagan', '1982-03-01', '1982-03-04'))
  const president = offices.find(o => o.title === 'President')
  expect(president).toMatchObject({ name: 'Ronald Reagan', from: '1981-01-20', to: '1989-01-20', reports: 2 })
  expect(offices.some(o => o.name === 'Jimmy Carter')).toBe(false)
  expect(offices.filter(o => o.name !== 'Ronald Reagan').every(o => o.reports === 0)).toBe(true)
  const starts = offices.map(o => o.from ?? '')
  expect(starts).toEqual(starts.toSorted())
})

test('a change of office within the reports shows both; one long after the tables end shows nobody', async () => {
  const names = (await asked('USA', person('the White House', '1981-01-10', '1981-02-10'))).map(o => o.name)
  expect(names).toEqual(expect.arrayContaining(['Jimmy Carter', 'Ronald Reagan']))
  expect(await asked('PER', person('Elena Quiroga', '2041-03-04', '2041-03-20'))).toEqual([])
  expect(await asked('ecumenical council', person('ecumenical council', '1990-01-01', '1990-01-01'))).toEqual([])
})
