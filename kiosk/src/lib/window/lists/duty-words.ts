import type { PowerKind, SourceLevel } from '../../../../../server/contract/duty-list-wire.ts';

/** What is offered to choose from; whatever is left out here does not compile. */
const KINDS = {
  行政许可: 0,
  行政确认: 0,
  行政给付: 0,
  行政奖励: 0,
  行政裁决: 0,
  行政检查: 0,
  行政处罚: 0,
  行政强制: 0,
  行政征收: 0,
  其他行政权力: 0,
  公共服务: 0
} as const satisfies Record<PowerKind, 0>;

export const POWER_KINDS = Object.keys(KINDS) as [PowerKind, ...PowerKind[]];

export const LEVELS: readonly SourceLevel[] = ['国家', '省', '市', '区', '街道'];
