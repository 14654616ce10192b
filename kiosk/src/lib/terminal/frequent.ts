/** What people come for most, on the first page; the others are under 全部事项. */
export const FREQUENT: readonly string[] = [
  'SQ-02-003',
  'SQ-05-006',
  'SQ-02-005',
  'SQ-08-002',
  'SQ-05-001',
  'SQ-04-001'
];
