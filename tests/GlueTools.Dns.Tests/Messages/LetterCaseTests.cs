using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Messages;

public class LetterCaseTests
{
    [Theory]
    [InlineData(".", 0)]
    [InlineData("1.2.3.in-addr.arpa", 10)]
    [InlineData("example.com", 10)]
    [InlineData(@"\@\[\`\{.A1z", 2)]
    public void Letters_are_counted(string name, int letters) => Assert.Equal(letters, LetterCase.LettersIn(DomainName.Parse(name)));

    [Fact]
    public void Each_bit_turns_one_letter_and_only_that_fits()
    {
        var asked = DomainName.Parse("Www.e-x4mple.COM").ToWire();
        var letters = LetterCase.LettersIn(DomainName.Parse("Www.e-x4mple.COM"));
        Assert.Equal(12, letters);
        for (var bits = 0; bits < 1 << letters; bits++)
        {
            var form = new LetterCase((ulong)bits);
            var sent = (byte[])asked.Clone();
            form.Apply(sent, 0, sent.Length);

            Assert.Equal(System.Numerics.BitOperations.PopCount((uint)bits), sent.Zip(asked).Count(pair => pair.First != pair.Second));
            Assert.Equal(ResponseFit.Exact, form.Compare(sent, 0, asked));
            form.Apply(sent, 0, sent.Length);
            Assert.Equal(asked, sent);
            Assert.Equal(bits == 0 ? ResponseFit.Exact : ResponseFit.OtherCase, form.Compare(asked, 0, asked));
        }
    }

    [Fact]
    public void Of_all_guesses_one_fits()
    {
        var asked = DomainName.Parse("a1.test").ToWire();
        var form = new LetterCase(0b10110);
        var fitting = Enumerable.Range(0, 32).Count(guess =>
        {
            var bytes = (byte[])asked.Clone();
            new LetterCase((ulong)guess).Apply(bytes, 0, bytes.Length);
            return form.Compare(bytes, 0, asked) == ResponseFit.Exact;
        });

        Assert.Equal(1, fitting);
    }

    [Fact]
    public void Letters_after_the_sixty_fourth_stay_as_asked_and_must_come_so()
    {
        var name = DomainName.Parse(new string('a', 60) + "." + new string('b', 20)).ToWire();
        var sent = (byte[])name.Clone();
        var form = new LetterCase(ulong.MaxValue);
        form.Apply(sent, 0, sent.Length);

        Assert.Equal(64, sent.Count(octet => octet is >= (byte)'A' and <= (byte)'Z'));
        Assert.Equal(ResponseFit.Exact, form.Compare(sent, 0, name));
        sent[^2] ^= 0x20;
        Assert.Equal(ResponseFit.OtherCase, form.Compare(sent, 0, name));
    }

    [Fact]
    public void Another_name_does_not_fit_in_any_letters()
    {
        var asked = DomainName.Parse("www.example.com").ToWire();
        // '@' and '`', '[' and '{' differ in the same bit as the letters do.
        var likeLetters = DomainName.Parse(@"ww\@.example.com").ToWire();

        Assert.Equal(ResponseFit.None, default(LetterCase).Compare(DomainName.Parse("wwx.example.com").ToWire(), 0, asked));
        Assert.Equal(ResponseFit.None, default(LetterCase).Compare(DomainName.Parse(@"ww\`.example.com").ToWire(), 0, likeLetters));
    }
}
