import { describe, expect, it } from 'vitest';
import { measureOf } from './screen.ts';

const upright = { widthPx: 1080, heightPx: 1920 };

describe('a millimetre on the screen', () => {
  it('has its true size on every screen an operator has measured', () => {
    expect(measureOf({ ...upright, inches: 21.5 }).pxPerMm).toBeCloseTo(4.03, 2);
    expect(measureOf({ ...upright, inches: 32 }).pxPerMm).toBeCloseTo(2.71, 2);
    expect(measureOf({ ...upright, inches: 15.6 }).pxPerMm).toBeCloseTo(5.56, 2);
  });

  it('is the same whichever way the screen stands', () => {
    expect(measureOf({ widthPx: 1920, heightPx: 1080, inches: 15.6 })).toEqual(measureOf({ ...upright, inches: 15.6 }));
  });

  it('lays a small screen out tighter and a large one wider, within bounds', () => {
    expect(measureOf({ ...upright, inches: 21.5 }).fit).toBeCloseTo(0.99, 2);
    expect(measureOf({ ...upright, inches: 15.6 })).toMatchObject({ fit: 0.82, small: true });
    expect(measureOf({ ...upright, inches: 32 })).toMatchObject({ fit: 1.25, small: false });
  });

  it('is as on the reference screen where nobody has said how large it is', () => {
    expect(measureOf({ ...upright, inches: null })).toEqual({ pxPerMm: 4, fit: 1, small: false });
    expect(measureOf({ widthPx: 1440, heightPx: 810, inches: null })).toEqual({ pxPerMm: 3, fit: 1, small: false });
  });
});
