// The servers have real-looking addresses, of which a machine has each only once.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
