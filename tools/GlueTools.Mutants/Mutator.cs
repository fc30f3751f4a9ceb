using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GlueTools.Mutants;

/// <summary>
/// Writes mutants into one file, each behind a switch: the code does what it did until a mutant's number is set. Numbers are given in the order of the walk,
/// so they are the same whichever mutants are written.
/// </summary>
internal sealed class Mutator(SemanticModel model, string file, int first, Func<int, bool> isWritten) : CSharpSyntaxRewriter
{
    private readonly List<Mutant> _found = [];

    /// <summary>The class that is compiled along; the number comes from the environment, or is set.</summary>
    internal const string SwitchSource = """
        namespace GlueTools.Delegation
        {
            internal static class Mutant
            {
                private static readonly int[] Number = { Start() };
                internal static bool On(int number) => Number[0] == number;
                internal static void Set(int number) => System.Threading.Volatile.Write(ref Number[0], number);
                private static int Start() => int.TryParse(System.Environment.GetEnvironmentVariable("GLUETOOLS_MUTANT"), out var number) ? number : 0;
            }
        }
        """;

    internal IReadOnlyList<Mutant> Found => _found;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        var visited = base.Visit(node);
        return node is ExpressionSyntax expression && visited is ExpressionSyntax changed && IsCode(expression) ? Expression(expression, changed) : visited;
    }

    public override SyntaxNode? VisitParameterList(ParameterListSyntax node) => node;

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node)
    {
        var visited = (ReturnStatementSyntax)base.VisitReturnStatement(node)!;
        if (node.Expression is null)
        {
            return Next(node, "left out", out var skip) ? SyntaxFactory.ParseStatement("if (!" + On(skip) + ") return;\n") : visited;
        }

        if (IsBool(node.Expression) || IsEmpty(node.Expression) || node.Ancestors().OfType<LambdaExpressionSyntax>().Any() || !Next(node, "return nothing", out var number))
        {
            return visited;
        }

        return SyntaxFactory.ParseStatement("{ if (" + On(number) + ") return default!;\n" + visited.ToFullString() + " }\n");
    }

    public override SyntaxNode? VisitYieldStatement(YieldStatementSyntax node)
    {
        var visited = base.VisitYieldStatement(node)!;
        return Next(node, "left out", out var number) ? SyntaxFactory.ParseStatement("if (!" + On(number) + ")\n" + visited.ToFullString()) : visited;
    }

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => Jump(node, "continue", "break");

    public override SyntaxNode? VisitBreakStatement(BreakStatementSyntax node) =>
        node.Ancestors().First(one => one is SwitchStatementSyntax || IsLoop(one)) is SwitchStatementSyntax ? node : Jump(node, "break", "continue");

    public override SyntaxNode? VisitSwitchExpressionArm(SwitchExpressionArmSyntax node)
    {
        var visited = (SwitchExpressionArmSyntax)base.VisitSwitchExpressionArm(node)!;
        if (node.Pattern is DiscardPatternSyntax || !Next(node, "arm never taken", out var number))
        {
            return visited;
        }

        return visited.WithWhenClause(When(visited.WhenClause, number));
    }

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) => Next(node, "case never taken", out var number)
        ? SyntaxFactory.CasePatternSwitchLabel(SyntaxFactory.ConstantPattern(node.Value.WithLeadingTrivia(SyntaxFactory.Space)), When(null, number), node.ColonToken)
        : node;

    public override SyntaxNode? VisitCasePatternSwitchLabel(CasePatternSwitchLabelSyntax node)
    {
        var visited = (CasePatternSwitchLabelSyntax)base.VisitCasePatternSwitchLabel(node)!;
        return Next(node, "case never taken", out var number) ? visited.WithWhenClause(When(visited.WhenClause, number)) : visited;
    }

    public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        var visited = (ArrowExpressionClauseSyntax)base.VisitArrowExpressionClause(node)!;
        if (IsBool(node.Expression) || IsEmpty(node.Expression) || IsVoid(node.Expression) || !Next(node.Expression, "return nothing", out var number))
        {
            return visited;
        }

        return visited.WithExpression(SyntaxFactory.ParseExpression(" (" + On(number) + " ? default! : (" + visited.Expression.ToFullString() + "))"));
    }

    private static string On(int number) => "global::GlueTools.Delegation.Mutant.On(" + number + ")";

    private static WhenClauseSyntax When(WhenClauseSyntax? old, int number) => SyntaxFactory.WhenClause(
        SyntaxFactory.Token(SyntaxFactory.TriviaList(SyntaxFactory.Space), SyntaxKind.WhenKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)), SyntaxFactory.ParseExpression("!" + On(number) + (old is null ? "" : " && (" + old.Condition.ToFullString() + ")") + " "));

    private static bool IsLoop(SyntaxNode node) => node is ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachVariableStatementSyntax;

    /// <summary>Not part of a constant or a pattern, which must be constant.</summary>
    private static bool IsCode(ExpressionSyntax node) => !node.Ancestors().Any(one => one is PatternSyntax or CaseSwitchLabelSyntax
        || (one is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword)) || (one is LocalDeclarationStatementSyntax local && local.IsConst));

    private static bool IsEmpty(ExpressionSyntax expression) => Bare(expression).Kind() is SyntaxKind.ThrowExpression or SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression;

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
        {
            expression = inner.Expression;
        }

        return expression;
    }

    private static bool IsComparison(ExpressionSyntax node) => node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression
        or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.IsPatternExpression
        or SyntaxKind.IsExpression or SyntaxKind.LogicalNotExpression;

    /// <summary>Whether what is done next depends on this expression: a condition, a part of one, a lambda's or method's answer.</summary>
    private static bool IsDecisive(ExpressionSyntax node)
    {
        SyntaxNode here = node;
        while (here.Parent is ParenthesizedExpressionSyntax)
        {
            here = here.Parent;
        }

        return here.Parent switch
        {
            IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or WhenClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => true,
            ForStatementSyntax loop => loop.Condition == here,
            ConditionalExpressionSyntax choice => choice.Condition == here || IsDecisive(choice),
            BinaryExpressionSyntax pair => pair.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression,
            AssignmentExpressionSyntax assignment => assignment.Right == here,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax } => true,
            _ => false,
        };
    }

    private ExpressionSyntax Expression(ExpressionSyntax node, ExpressionSyntax changed)
    {
        if (node is ParenthesizedExpressionSyntax)
        {
            return changed;
        }

        if (node is MemberAccessExpressionSyntax && node.ToString() == "Families.Both")
        {
            foreach (var family in new[] { "InterNetwork", "InterNetworkV6" })
            {
                if (Next(node, "only " + family, out var one))
                {
                    changed = Parse("(" + On(one) + " ? new[] { global::System.Net.Sockets.AddressFamily." + family + " } : " + changed.ToFullString() + ")", changed);
                }
            }

            return changed;
        }

        if (!IsBool(node))
        {
            return changed;
        }

        if (node is BinaryExpressionSyntax pair && changed is BinaryExpressionSyntax now)
        {
            changed = Pair(pair, now);
        }

        if ((IsComparison(node) || IsDecisive(node)) && node.Parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } && Next(node, "the opposite", out var number))
        {
            changed = Parse("(" + On(number) + " ^ (" + changed.ToFullString() + "))", changed);
        }

        return changed;
    }

    /// <summary>The other of `and` and `or`, in a form that evaluates both sides in place and once; a comparison with its border moved.</summary>
    private ExpressionSyntax Pair(BinaryExpressionSyntax node, BinaryExpressionSyntax now)
    {
        var (other, isLogic) = node.Kind() switch
        {
            SyntaxKind.LogicalAndExpression => ("||", true),
            SyntaxKind.LogicalOrExpression => ("&&", true),
            SyntaxKind.LessThanExpression => ("<=", false),
            SyntaxKind.LessThanOrEqualExpression => ("<", false),
            SyntaxKind.GreaterThanExpression => (">=", false),
            SyntaxKind.GreaterThanOrEqualExpression => (">", false),
            _ => ("", false),
        };
        if (other.Length == 0 || !Next(node, node.OperatorToken.Text + " to " + other, out var number))
        {
            return now;
        }

        var (left, right, sign) = (now.Left.ToFullString(), now.Right.ToFullString(), now.OperatorToken.ToFullString());
        return Parse(
            isLogic
                ? "(" + On(number) + " ^ ((" + On(number) + " ^ (" + left + "))" + sign + "(" + On(number) + " ^ (" + right + "))))"
                : "(" + On(number) + " ? (" + left + ")" + other + "(" + right + ") : (" + left + ")" + sign + "(" + right + "))",
            now);
    }

    private StatementSyntax Jump(StatementSyntax node, string word, string other) =>
        Next(node, word + " to " + other, out var number) ? SyntaxFactory.ParseStatement("{ if (" + On(number) + ") " + other + "; else " + word + "; }\n") : node;

    private static ExpressionSyntax Parse(string text, SyntaxNode old) =>
        SyntaxFactory.ParseExpression(text).WithLeadingTrivia(old.GetLeadingTrivia().Add(SyntaxFactory.Space)).WithTrailingTrivia(SyntaxFactory.Space);

    private bool Next(SyntaxNode node, string change, out int number)
    {
        number = first + _found.Count;
        var was = string.Join(' ', node.ToString().Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        _found.Add(new Mutant(number, file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, was.Length > 90 ? was[..87] + "..." : was, change, SetsVariable(node)));
        return isWritten(number);
    }

    /// <summary>A pattern with a variable, or what is left where a condition with one does not hold.</summary>
    private static bool SetsVariable(SyntaxNode node)
    {
        var place = node is StatementSyntax && node.FirstAncestorOrSelf<IfStatementSyntax>() is { } condition ? condition.Condition : node;
        return place.DescendantNodesAndSelf(inner => inner is not StatementSyntax).OfType<SingleVariableDesignationSyntax>().Any(variable => variable.Parent is not DeclarationExpressionSyntax);
    }

    private bool IsBool(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean;

    private bool IsVoid(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Void;
}
