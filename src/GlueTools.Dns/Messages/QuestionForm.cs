namespace GlueTools.Dns.Messages;

/// <summary>What a question carried for nobody but its server to see and repeat. The default value is a question as it was asked, without a cookie.</summary>
public readonly struct QuestionForm
{
    /// <summary>The letters and the cookie of a question.</summary>
    public QuestionForm(LetterCase letters, byte[]? cookie)
    {
        Letters = letters;
        Cookie = cookie;
    }

    /// <summary>The letters of the name.</summary>
    public LetterCase Letters { get; }

    /// <summary>Client cookie, and server cookie where one is known; null where none was sent. Not to be changed.</summary>
    public byte[]? Cookie { get; }
}
