using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes.Layout;

/// <summary>Arithmetic of axis permutations, as Transpose's perm: axis i of the result is axis perm[i] of the operand.</summary>
internal static class Permutations
{
    /// <summary>The one permutation that does the first, then the second.</summary>
    public static int[] Then(int[] first, int[] second) => Array.ConvertAll(second, axis => first[axis]);

    public static int[] Inverse(int[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[permutation[i]] = i;
        }

        return inverse;
    }

    public static NodeAttributes Attribute(int[] permutation) => new NodeAttributes().Set("perm", Array.ConvertAll(permutation, axis => (long)axis));

    public static TensorShape Apply(TensorShape shape, int[] permutation) => new([.. permutation.Select(axis => shape[axis])]);
}
