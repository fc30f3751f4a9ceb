// Bounds on memory and on processor time mean something only where nothing else of this suite runs.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
