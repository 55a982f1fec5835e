declare module 'readout:countries' {
  const countries: Readonly<Record<string, readonly [string, number, number]>>
  export default countries
}
