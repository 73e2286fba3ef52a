namespace Whittle.Tool;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The model does not compile, or a case failed.</summary>
    public const int Failure = 1;

    /// <summary>Bad arguments, or a file that is not there.</summary>
    public const int Usage = 2;
}
