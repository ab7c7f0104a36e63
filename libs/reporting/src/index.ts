export * from './execution/execution-report';
export * from './execution/figure';
export * from './execution/printing';
export * from './reconciliation/reconcile';
export * from './execution/code-tree';
export * from './execution/grouping';
export * from './execution/question';
export * from './reconciliation/explain';
