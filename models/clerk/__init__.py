"""The clerk's body: a MakeHuman head and bust (CC0) with procedural skin, eyes, hair and clothes. Lengths in metres.

The glTF scene for whoever renders it: y up, the clerk looks along +z, feet of the coordinate system at the hips.
"""
