namespace GlueTools.Dns.Messages;

/// <summary>How far a message repeats a question.</summary>
public enum ResponseFit
{
    /// <summary>It is no response to this question.</summary>
    None,

    /// <summary>It repeats the question in the very letters.</summary>
    Exact,

    /// <summary>It repeats the question, and the name in other letters.</summary>
    OtherCase,

    /// <summary>It has no question, and says that something is wrong.</summary>
    WithoutQuestion,
}
