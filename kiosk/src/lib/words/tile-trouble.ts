/** Why an item cannot be done at this terminal now: short enough for a tile, and for the way on of its guide. */
export const tileTrouble = {
  server: '系统连不上，现在办不了',
  reader: '这台刷不了身份证',
  'document-printer': '这台打不了A4纸',
  toWindow: '到窗口办',
  ticket: '取个号，到窗口办'
} as const;
