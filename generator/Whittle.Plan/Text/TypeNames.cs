namespace Whittle.Plan.Text;

/// <summary>Type arguments: a name, or a name with type arguments of its own, written with ", " between them.</summary>
internal static class TypeNames
{
    public static bool IsValid(string text)
    {
        var position = 0;
        return Name(text, ref position) && position == text.Length;
    }

    private static bool Name(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && (PlanWords.IsPart(text[position]) || text[position] == '.'))
        {
            position++;
        }

        if (!PlanWords.IsDotted(text.Substring(start, position - start)))
        {
            return false;
        }

        if (position == text.Length || text[position] != '<')
        {
            return true;
        }

        do
        {
            position += text[position] == '<' ? 1 : 2;
            if (!Name(text, ref position))
            {
                return false;
            }
        }
        while (position + 1 < text.Length && text[position] == ',' && text[position + 1] == ' ');
        return position < text.Length && text[position++] == '>';
    }
}
