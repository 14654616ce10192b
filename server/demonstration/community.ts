/** The centre of the demonstration, as settings name it. */
export const COMMUNITY = {
  COMMUNITY_CODE: '330102016001',
  COMMUNITY_NAME: '一门里社区服务中心',
  COMMUNITY_ADDRESS: '杭州市上城区演示街道一门里1号',
  COMMUNITY_PHONE: '0571-00000000'
};
