/** What a page says that could not be shown: what happened and the way on. */
export interface PageFailureWords {
  readonly title: string;
  readonly text: string;
  readonly way: string;
}

/** Words for a page that is not there or could not be drawn, by its HTTP status. */
export function pageFailure(status: number): PageFailureWords {
  if (status === 404) return { title: '没有这一页', text: '可能是走错了门，回到首页再找一次。', way: '回到首页' };
  return {
    title: '这一页没能打开',
    text: '您交过的申请都在，不会丢。请回到首页再试，或者到服务窗口办理。',
    way: '回到首页'
  };
}
