/** The one direction of the house: kiosk → server/contract ← devices. Types of the server's app may cross; values may not. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kiosk-knows-only-the-contract',
      severity: 'error',
      from: { path: '^kiosk/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(server|devices)/', pathNot: '^server/contract/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'browsers-get-no-schemas',
      comment: 'wire.ts brings zod; browsers import its types only',
      severity: 'error',
      from: { path: '^kiosk/src' },
      to: { path: '^server/contract/wire', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'devices-know-only-the-contract',
      comment: 'and server/process: how any process of ours starts, stops and holds its folder',
      severity: 'error',
      from: { path: '^devices/' },
      to: { path: '^(server|kiosk)/', pathNot: '^server/(contract|process)/', dependencyTypesNot: ['type-only'] }
    },
    { name: 'server-knows-nobody', severity: 'error', from: { path: '^server/' }, to: { path: '^(kiosk|devices)/' } },
    {
      name: 'contract-is-pure',
      severity: 'error',
      from: { path: '^server/contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(server/contract/|node_modules/(@hono/zod-openapi|zod)/)' }
    },
    {
      name: 'hardware-in-transport-only',
      severity: 'error',
      from: { path: '^devices/', pathNot: '^devices/transport/' },
      to: { path: 'node_modules/(node-hid|usb|serialport|smartcard)/' }
    },
    {
      name: 'no-simulator-in-what-a-centre-installs',
      severity: 'error',
      from: { path: '^(server/main|devices/main)\\.ts$' },
      to: { path: '/(sim|demonstration)/', reachable: true }
    }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|\\.svelte-kit)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default']
    }
  }
};
