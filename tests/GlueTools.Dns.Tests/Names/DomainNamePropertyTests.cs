using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Tests.Names;

public class DomainNamePropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Printing_and_parsing_gives_back_every_octet() =>
        Prop.ForAll(Generators.Names.ToArbitrary(), name =>
        {
            var back = DomainName.Parse(name.Text);
            return back.ToWire().SequenceEqual(name.ToWire()) && back.Text == name.Text && name.Text.All(c => c is > ' ' and < '\x7f');
        }).Check(Config);

    [Fact]
    public void A_name_equals_its_lower_case_and_hashes_like_it() =>
        Prop.ForAll(Generators.Names.ToArbitrary(), name =>
            name == name.ToLower() && name.GetHashCode() == name.ToLower().GetHashCode() && name.CompareTo(name.ToLower()) == 0).Check(Config);

    [Fact]
    public void Order_agrees_with_equality_and_is_antisymmetric() =>
        Prop.ForAll(Generators.Names.ToArbitrary(), Generators.Names.ToArbitrary(), (left, right) =>
            Math.Sign(left.CompareTo(right)) == -Math.Sign(right.CompareTo(left)) && (left.CompareTo(right) == 0) == (left == right)).Check(Config);

    [Fact]
    public void A_name_is_its_front_joined_to_any_of_its_ancestors() =>
        Prop.ForAll(Generators.Names.ToArbitrary(), name =>
            Enumerable.Range(0, name.LabelCount).All(labels =>
            {
                var zone = name.LastLabels(labels);
                return name.IsBelow(zone) && !zone.IsAtOrBelow(name) && DomainName.Parse(name.RelativeTo(zone)).Join(zone) == name && zone < name;
            })).Check(Config.WithMaxTest(Thorough.Times(250, 2000)));

    [Fact]
    public void Any_text_is_read_or_refused_but_never_throws() =>
        Prop.ForAll(Generators.Texts.ToArbitrary(), text =>
        {
            var parsed = DomainName.TryParse(text, out var name);
            var read = DomainNameInput.TryRead(text, out var input, out _, out var sentence);
            return (!parsed || DomainName.Parse(name.Text) == name)
                && (read ? (input.Text.StartsWith(@"\045", StringComparison.Ordinal) ? input.Text[4..] : input.Text).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || ".-_/".Contains(c, StringComparison.Ordinal)) : sentence.Length > 0);
        }).Check(Config.WithMaxTest(5000));
}
