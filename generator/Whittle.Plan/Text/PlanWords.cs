namespace Whittle.Plan.Text;

/// <summary>Words: what may stand in a plan without quotes.</summary>
public static class PlanWords
{
    /// <summary>A letter or underscore first, then also digits.</summary>
    public static bool IsWord(string text)
    {
        if (text.Length == 0 || !IsStart(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!IsPart(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Words with one dot between each two.</summary>
    public static bool IsDotted(string text) => text.Split('.').All(IsWord);

    public static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    public static bool IsPart(char character) => IsStart(character) || IsDigit(character);

    public static bool IsDigit(char character) => character is >= '0' and <= '9';

    /// <summary>The number in "b12": true when the word is the prefix and a number without leading zeros.</summary>
    public static bool TryReference(string word, string prefix, out int index)
    {
        index = 0;
        if (word.Length <= prefix.Length || word.Length > prefix.Length + 9 || !word.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        for (var i = prefix.Length; i < word.Length; i++)
        {
            if (!IsDigit(word[i]))
            {
                return false;
            }

            index = (index * 10) + (word[i] - '0');
        }

        return word[prefix.Length] != '0' || word.Length == prefix.Length + 1;
    }
}
