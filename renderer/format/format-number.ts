/** A whole or decimal number with thousands separators: 12,345. */
export function formatNumber(value: number, digits = 0): string {
  const fixed = Math.abs(value).toFixed(digits)
  const [whole = '0', decimals] = fixed.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, ',')
  const isZero = Number(fixed) === 0
  return `${value < 0 && !isZero ? '-' : ''}${grouped}${decimals === undefined ? '' : `.${decimals}`}`
}

/** A count that may be a mean: whole where it is whole or large, one decimal below ten. */
export function formatCount(value: number): string {
  return formatNumber(value, Number.isInteger(value) || Math.abs(value) >= 9.95 ? 0 : 1)
}

/** A share of 0..1 as percent: 62 %, 6.4 %, 0.5 %. */
export function formatShare(share: number): string {
  const percent = share * 100
  const digits = percent !== 0 && Math.abs(percent) < 9.95 && Math.abs(percent - Math.round(percent)) > 0.049 ? 1 : 0
  return `${formatNumber(percent, digits)} %`
}
