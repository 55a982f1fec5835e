import type { Page } from 'playwright-core'

/** Pixels of a block's side. */
const BLOCK = 20

/** Steps of 255 that a block's colour may be off. */
const OFF = 14

/**
 * Share of blocks in which two screenshots differ. Blocks are as large as a line of text and are compared by their mean colour, so that
 * the edges of letters do not count; the browser itself decodes and scales the pictures.
 */
export const difference = (blank: Page, one: Buffer, other: Buffer): Promise<number> =>
  blank.evaluate(
    async ([a, b, block, off]) => {
      interface Picture {
        readonly width: number
        readonly height: number
      }
      const dom = globalThis as unknown as {
        createImageBitmap(blob: Blob): Promise<Picture>
        OffscreenCanvas: new (
          width: number,
          height: number,
        ) => {
          getContext(kind: '2d'): {
            drawImage(picture: Picture, x: number, y: number): void
            getImageData(x: number, y: number, w: number, h: number): { readonly data: Uint8ClampedArray }
          }
        }
      }
      const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), c => c.charCodeAt(0))
      const meansOf = async (base64: string): Promise<{ columns: number; means: number[] }> => {
        const picture = await dom.createImageBitmap(new Blob([bytes(base64)], { type: 'image/jpeg' }))
        const { width, height } = picture
        const context = new dom.OffscreenCanvas(width, height).getContext('2d')
        context.drawImage(picture, 0, 0)
        const { data } = context.getImageData(0, 0, width, height)
        const columns = Math.floor(width / block)
        const means = new Array<number>(columns * Math.floor(height / block) * 3).fill(0)
        for (let y = 0; y < Math.floor(height / block) * block; y++)
          for (let x = 0; x < columns * block; x++)
            for (let c = 0; c < 3; c++) {
              const at = (Math.floor(y / block) * columns + Math.floor(x / block)) * 3 + c
              means[at] = (means[at] ?? 0) + (data[(y * width + x) * 4 + c] ?? 0) / block ** 2
            }
        return { columns, means }
      }
      const [left, right] = [await meansOf(a), await meansOf(b)]
      if (left.columns !== right.columns || left.means.length !== right.means.length) return 1
      let differing = 0
      for (let i = 0; i < left.means.length; i += 3)
        if ([0, 1, 2].some(c => Math.abs((left.means[i + c] ?? 0) - (right.means[i + c] ?? 0)) > off)) differing++
      return differing / (left.means.length / 3)
    },
    [one.toString('base64'), other.toString('base64'), BLOCK, OFF] as const,
  )
