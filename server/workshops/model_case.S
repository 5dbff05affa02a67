    .section .rodata
    .global acuerdo_model_case
    .global acuerdo_model_case_end
acuerdo_model_case:
    .incbin "sessions/examples/cuenca-2023.json"
acuerdo_model_case_end:
    .section .note.GNU-stack,"",%progbits
