using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Collecting;

/// <summary>A question to whoever knows what registries hold. The answer comes on another thread, and is awaited on the loop.</summary>
internal sealed class RegistryQuestion
{
    internal RegistryQuestion(EventLoop loop, IRegistrySource registries, DomainName name) =>
        registries.Ask(name, side => loop.Post(() => Answer.SetResult(side)));

    internal LoopTask<RegistrySide> Answer { get; } = new();
}
