/**
 * How near a promised day is, in working days: green, amber from three days before, red from one day before, over once
 * it is past; none where nothing is counted.
 */
export const LIGHTS = ['none', 'green', 'amber', 'red', 'over'] as const;
export type Light = (typeof LIGHTS)[number];
