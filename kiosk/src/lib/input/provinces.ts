/**
 * Provinces, autonomous regions and cities directly under the State Council with the names of GB/T 2260, by the parts of
 * the country that everybody knows from the weather report: never more than seven to choose from.
 */
export const REGIONS: readonly { readonly name: string; readonly provinces: readonly string[] }[] = [
  { name: '华东', provinces: ['上海市', '江苏省', '浙江省', '安徽省', '福建省', '江西省', '山东省'] },
  { name: '华中、华南', provinces: ['河南省', '湖北省', '湖南省', '广东省', '广西壮族自治区', '海南省'] },
  { name: '华北', provinces: ['北京市', '天津市', '河北省', '山西省', '内蒙古自治区'] },
  { name: '西南', provinces: ['重庆市', '四川省', '贵州省', '云南省', '西藏自治区'] },
  { name: '西北', provinces: ['陕西省', '甘肃省', '青海省', '宁夏回族自治区', '新疆维吾尔自治区'] },
  { name: '东北', provinces: ['辽宁省', '吉林省', '黑龙江省'] },
  { name: '港澳台', provinces: ['香港特别行政区', '澳门特别行政区', '台湾省'] }
];

/** What people say of a province: 浙江, 内蒙古, 香港. */
export const shortName = (province: string): string =>
  province.replace(/(?:壮族|回族|维吾尔)?(?:自治区|特别行政区)$|[省市]$/, '');

/** Where the province is the city. */
export const isMunicipality = (province: string): boolean =>
  ['北京市', '天津市', '上海市', '重庆市', '香港特别行政区', '澳门特别行政区'].includes(province);
