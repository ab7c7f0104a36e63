export * from './execution/execution-report';
export * from './execution/figure';
export * from './execution/printing';
export * from './reconciliation/reconcile';
