"""The clerk's body: a MakeHuman head and bust (CC0) with procedural skin, eyes, hair and clothes. Lengths in metres.

The glTF scene for whoever renders it: y up, she looks along +z and stands on y = 0, of her only head and bust.

- Places: eyes at y 1.416 and z 0.11, chin 1.31, top of the hair 1.53; joint ``head`` at (0, 1.385, 0.042), joint
  ``neck`` at (0, 1.279, -0.002). The cut at the chest is y 1.04, so keep the lower edge of the picture above it.
- Portrait: vertical field of view 22 degrees, looking at (0, 1.34, 0.05) from 1.1 m away; a face alone 0.75 m.
- Turn ``head`` up to 0.4 rad sideways and 0.25 rad up or down, half as much ``neck``; turn ``Eye_L`` and ``Eye_R``
  up to 0.35 rad (they hang below ``head``). Give eye turns the lids by ``eyeLook*`` at about two thirds.
- ``Head``, ``Lashes``, ``Teeth_Lower`` and ``Tongue`` carry the same target names: set a weight on all four.
- Light: soft shadows under hair, chin and collar are baked into vertex colours, so shadow maps may stay off. One warm
  key (directional, 1.9, 0xfff4ea, from above left of the camera), a hemisphere light (1.1, white over 0xe8d8cc), a weak
  fill and a cool rim from behind; neutral tone mapping, exposure 1, and three's RoomEnvironment at intensity
  0.35 for the gloss of eyes and hair; without it raise the hemisphere light to 2 and the key to 2.4.
- A friendly face at rest: ``mouthSmile*`` 0.15 to 0.3 with ``cheekSquint*`` 0.1; blinks of 0.15 s every 3 to 6 s.
"""
