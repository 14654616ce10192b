// Read by whoever looks, with what is current at that moment.
export const ssr = false;
