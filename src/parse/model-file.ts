type TensorType = 'i8' | 'i32' | 'f32'

/** Where a tensor lies in the file's body, and its shape; all are little-endian. */
interface TensorEntry {
  readonly name: string
  readonly type: TensorType
  readonly shape: readonly number[]
  readonly offset: number
}

/** The head of a model file, as training/export.py writes it. */
export interface ModelHeader {
  readonly name: string
  readonly hidden: number
  readonly layers: number
  /** Width of a word's vector and of each of its affixes' vectors. */
  readonly word: number
  readonly affix: number
  readonly tag: number
  readonly arc: number
  readonly rel: number
  /** Factors that bring activations into the range of int16. */
  readonly gains: { readonly tag: number; readonly arc: number; readonly rel: number }
  readonly labels: Readonly<Record<'upos' | 'xpos' | 'feats' | 'lemma' | 'name' | 'rel', readonly string[]>>
  /** Known words in table order; the first two stand for padding and the unknown word. */
  readonly words: readonly string[]
  /** Ends of lemma edits, "cut add", that `lemma.edits` counts through. */
  readonly lemmaEdits: readonly string[]
  readonly tensors: readonly TensorEntry[]
}

/** A model file taken apart. */
export interface ModelFile {
  readonly header: ModelHeader
  /** Eight hexadecimal digits that change with any byte of the weights. */
  readonly checksum: string
  i8(name: string): Int8Array
  i32(name: string): Int32Array
  f32(name: string): Float32Array
}

/** Node and browsers have it alike; the language's own library does not name it. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string }

const MAGIC = 0x4d4f4452 // "RDOM"
const FORMAT = 3
/** Magic, format, checksum, length of the header: four bytes each; the checksum is that of all that follows it. */
const HEAD = 16
const SUMMED = 12

/** Takes a model file apart. Throws an Error of one sentence when it is no model, of another format, or damaged. */
export const readModelFile = (bytes: Uint8Array): ModelFile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEAD || view.getUint32(0, true) !== MAGIC) throw new Error('this is not a Readout parser model')
  const format = view.getUint32(4, true)
  if (format !== FORMAT)
    throw new Error(`the parser model has format ${format}, this version of Readout reads format ${FORMAT}`)
  const checksum = hashWords(view, SUMMED)
  const end = HEAD + view.getUint32(12, true)
  if (bytes.length % 4 !== 0 || end > bytes.length || checksum !== view.getUint32(8, true)) {
    throw new Error('the parser model is damaged: its checksum does not match, fetch it again')
  }
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, end))) as ModelHeader
  const entries = new Map(header.tensors.map(tensor => [tensor.name, tensor]))
  const body = (name: string, type: TensorType): Uint8Array => {
    const entry = entries.get(name)
    if (entry?.type !== type) throw new Error(`the parser model lacks the ${type} tensor "${name}"`)
    const length = entry.shape.reduce((a, b) => a * b, type === 'i8' ? 1 : 4)
    return new Uint8Array(bytes.subarray(end + entry.offset, end + entry.offset + length))
  }
  return {
    header,
    checksum: checksum.toString(16).padStart(8, '0'),
    i8: name => new Int8Array(body(name, 'i8').buffer),
    i32: name => new Int32Array(body(name, 'i32').buffer),
    f32: name => new Float32Array(body(name, 'f32').buffer),
  }
}

/** FNV-1a over the file's 32-bit words, low byte first: a change of any one of them changes it. */
const hashWords = (view: DataView, from: number): number => {
  let hash = 0x811c9dc5
  for (let at = from; at + 4 <= view.byteLength; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193)
  return hash >>> 0
}
