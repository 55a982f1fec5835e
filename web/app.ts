import type { Counts } from '../src/views/page/answers.ts'
import { NO_FILTER } from '../src/views/page/filter.ts'
import { type View as Name, readState, type State, turnTo, writeState } from './address.ts'
import { el, plural } from './dom.ts'
import { exportMenu } from './export-menu.ts'
import { filterPanel, filterSummary } from './filters.ts'
import type { Context, Host, View } from './host.ts'
import { countLink } from './parts.ts'
import { actorView } from './views/actor.ts'
import { actorsView } from './views/actors.ts'
import { claimsView } from './views/claims.ts'
import { codeView } from './views/code.ts'
import { happeningView } from './views/happening.ts'
import { happeningsView } from './views/happenings.ts'
import { networkView } from './views/network.ts'
import { reportView } from './views/report.ts'
import { reportsView } from './views/reports.ts'
import { searchView } from './views/search.ts'
import { timelineView } from './views/timeline.ts'
import { welcome } from './views/welcome.ts'

/** Projections are a sixth of the script: they come with the first map. */
const mapView: View = async ctx => (await import('./views/map.ts')).mapView(ctx)

const VIEWS: Readonly<Record<Name, { readonly title: string; readonly draw: View; readonly filtered: boolean }>> = {
  timeline: { title: 'Timeline', draw: timelineView, filtered: true },
  happenings: { title: 'Happenings', draw: happeningsView, filtered: true },
  network: { title: 'Network', draw: networkView, filtered: true },
  map: { title: 'Map', draw: mapView, filtered: true },
  claims: { title: 'Claims', draw: claimsView, filtered: true },
  actors: { title: 'Actors', draw: actorsView, filtered: true },
  reports: { title: 'Reports', draw: reportsView, filtered: true },
  search: { title: 'Search', draw: searchView, filtered: true },
  report: { title: 'Report', draw: reportView, filtered: false },
  actor: { title: 'Actor', draw: actorView, filtered: false },
  happening: { title: 'Happening', draw: happeningView, filtered: false },
  code: { title: 'Add reports', draw: codeView, filtered: false },
}
const MENU: readonly Name[] = ['timeline', 'happenings', 'network', 'map', 'claims', 'actors', 'reports']

/** Puts the page together and keeps it in step with the address. */
export const start = (host: Host): void => {
  const nav = el('nav', { 'aria-label': 'Views', class: 'views' })
  const side = el('aside', { class: 'side', 'aria-label': 'Filter' })
  const main = el('main', { id: 'main', tabindex: -1 })
  const status = el('p', { class: 'status', role: 'status', 'aria-live': 'polite' })
  const news = el('div', { class: 'news' })
  const search = el('input', {
    type: 'search',
    name: 'text',
    placeholder: 'Search the reports',
    'aria-label': 'Search the reports',
    autocomplete: 'off',
  })
  let state = readState(location.search)
  let drawing = 0
  let unwatch: (() => void) | null = null

  const context = (): Context => ({
    host,
    answers: host.answers,
    state,
    href: change => writeState({ ...state, ...change }),
    go: (change, quiet = false) => {
      state = { ...state, ...change }
      if (quiet) history.replaceState(null, '', writeState(state))
      else {
        history.pushState(null, '', writeState(state))
        void draw(true)
      }
    },
    refresh: () => void draw(false),
    say: message => {
      status.textContent = message
    },
  })

  const draw = async (moved: boolean): Promise<void> => {
    const mine = ++drawing
    const ctx = context()
    const view = VIEWS[state.view]
    // asked before anything is put together or laid out; the view first, since counting every value of every field may take longer
    const drawn = view.draw(ctx)
    const counting = view.filtered ? host.answers.counts(state.filter) : null
    drawn.catch(() => undefined)
    counting?.catch(() => undefined)
    main.setAttribute('aria-busy', 'true')
    nav.replaceChildren(...menu(ctx))
    // on a narrow screen the menu is longer than its line
    const current = nav.querySelector<HTMLElement>('[aria-current]')
    if (current !== null) nav.scrollLeft = current.offsetLeft - nav.offsetLeft - 40
    search.value = state.filter.text ?? ''
    const total = el('p', { class: 'total' })
    const show = (body: Node): void => {
      const top = el('div', { class: 'top' }, el('h1', {}, view.title), view.filtered && [total, exportMenu(ctx)])
      document.body.classList.toggle('with-side', view.filtered)
      if (!view.filtered) side.replaceChildren()
      main.replaceChildren(
        ...(view.filtered || state.view === 'code' ? [top] : []),
        view.filtered ? filterSummary(ctx) : '',
        body,
      )
      arrive(moved, view.title)
    }
    try {
      const body = await drawn
      const quick = await Promise.race([counting, pause(SOON)])
      if (mine !== drawing) return
      if (quick === null) show(body)
      const counts = quick ?? (await counting)
      if (mine !== drawing) return
      if (counts?.reports === 0) {
        side.replaceChildren()
        document.body.classList.remove('with-side')
        main.replaceChildren(welcome(ctx))
        arrive(moved, view.title)
      } else if (counts !== null) {
        if (quick !== null) show(body)
        side.replaceChildren(filterPanel(ctx, counts))
        total.replaceChildren(...totalOf(ctx, counts))
      }
    } catch (error) {
      if (mine !== drawing) return
      main.replaceChildren(failure(error, () => void draw(false)))
    } finally {
      if (mine === drawing) main.removeAttribute('aria-busy')
    }
    if (mine !== drawing) return
    news.replaceChildren()
    unwatch?.()
    unwatch =
      host.watch?.(state.filter, count => {
        const more = el(
          'button',
          { type: 'button', onclick: () => void draw(false) },
          `${plural(count, 'new happening')}: show`,
        )
        news.replaceChildren(more)
      }) ?? null
  }

  const arrive = (moved: boolean, name: string): void => {
    if (moved) {
      scrollTo(0, 0)
      main.focus({ preventScroll: true })
    }
    const title = main.querySelector('h1')?.textContent ?? name
    document.title = `${title} · Readout`
    if (moved) status.textContent = title
  }

  document.addEventListener('click', event => {
    const link = (event.target as Element).closest('a[href]')
    if (link === null || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const href = link.getAttribute('href') ?? ''
    if (!(href.startsWith('?') || href === './')) return
    event.preventDefault()
    history.pushState(null, '', href)
    state = readState(location.search)
    void draw(true)
  })
  addEventListener('popstate', () => {
    state = readState(location.search)
    void draw(true)
  })

  const form = el(
    'form',
    {
      role: 'search',
      action: './',
      onsubmit: (event: Event) => {
        event.preventDefault()
        const text = search.value.trim() === '' ? null : search.value.trim()
        const filter = { ...state.filter, text }
        context().go(text === null ? { filter, cursor: null } : turnTo(state, 'search', { filter }))
      },
    },
    search,
  )
  document.body.replaceChildren(
    el('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
    el(
      'header',
      { class: 'head' },
      el('a', { class: 'wordmark', href: './' }, 'Readout'),
      nav,
      form,
      el('a', { class: 'add', href: '?view=code' }, 'Add reports'),
    ),
    el('div', { class: 'frame' }, side, el('div', { class: 'middle' }, news, main)),
    el('footer', { class: 'foot' }, status, el('p', { class: 'where' }, host.where)),
  )
  void draw(false)
}

/** Milliseconds within which the counts come together with the view, so that nothing moves. */
const SOON = 60

const pause = (milliseconds: number): Promise<null> =>
  new Promise(resolve => {
    setTimeout(() => resolve(null), milliseconds)
  })

/** How many pass the filter, out of how many reports; both lead to them. */
const totalOf = (ctx: Context, counts: Counts): readonly (Node | string)[] => [
  countLink(ctx, counts.total, {}),
  ' of a record of ',
  el(
    'a',
    { class: 'count', href: ctx.href(turnTo(ctx.state, 'reports', { filter: NO_FILTER })) },
    plural(counts.reports, 'report'),
  ),
]

const menu = (ctx: Context): readonly HTMLElement[] =>
  MENU.map(name =>
    el(
      'a',
      { href: ctx.href(turnTo(ctx.state, name)), 'aria-current': ctx.state.view === name ? 'page' : null },
      VIEWS[name].title,
    ),
  )

const failure = (error: unknown, again: () => void): HTMLElement =>
  el(
    'div',
    { class: 'failure', role: 'alert' },
    el('h1', {}, 'That did not work'),
    el('p', {}, error instanceof Error ? error.message : String(error)),
    el('button', { type: 'button', onclick: again }, 'Try again'),
  )

export type { State }
