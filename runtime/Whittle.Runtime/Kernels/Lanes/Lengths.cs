namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Checks of span lengths at the entry of a kernel.</summary>
internal static class Lengths
{
    public static void Exactly(int wanted, int actual, string name)
    {
        if (actual != wanted)
        {
            Throw(wanted, actual, name);
        }
    }

    public static void ExactlyOrEmpty(int wanted, int actual, string name)
    {
        if (actual != 0)
        {
            Exactly(wanted, actual, name);
        }
    }

    public static void AtLeast(int wanted, int actual, string name)
    {
        if (actual < wanted)
        {
            Throw(wanted, actual, name);
        }
    }

    // A method of its own keeps the building of the message out of the kernels' entries.
    private static void Throw(int wanted, int actual, string name) =>
        throw new ArgumentException($"The length is {actual}; the shape asks for {wanted}.", name);
}
