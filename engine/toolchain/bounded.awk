# Makes the recursions of the parsers ask for their stack, too (see stack.h). QuickJS looks in the
# tokenizer only, whose frame is gone when the parser goes deeper. And makes what takes long within one
# native function count as steps (see src/interrupt.rs).
BEGIN {
  split("js_parse_assign_expr2 js_parse_class js_parse_destructuring_element js_parse_function_decl2 " \
        "js_parse_postfix_expr js_parse_statement_or_decl js_parse_unary", parsers, " ")
  for (each in parsers)
    inserted[parsers[each]] = "if (js_check_stack_overflow(s->ctx->rt, 0)) " \
      "{ JS_ThrowStackOverflow(s->ctx); return -1; }"
  split("re_parse_disjunction re_parse_nested_class", patterns, " ")
  for (each in patterns)
    inserted[patterns[each]] = "SET_ASIDE(2048);"
  inserted["JS_IteratorNext2"] = "if (js_check_stack_overflow(ctx->rt, 0)) " \
    "{ *pdone = false; return JS_ThrowStackOverflow(ctx); }"
  # Proxies look within a function of their own, too.
  split("js_proxy_get js_proxy_set js_proxy_has js_proxy_delete_property js_proxy_call " \
        "js_proxy_define_own_property js_proxy_get_own_property js_proxy_get_own_property_names " \
        "js_proxy_getPrototypeOf js_proxy_setPrototypeOf js_proxy_isExtensible " \
        "js_proxy_preventExtensions js_proxy_call_constructor", proxies, " ")
  for (each in proxies)
    inserted[proxies[each]] = "SET_ASIDE(768);"
  split("js_unary_arith_slow js_binary_arith_slow js_add_slow", callers, " ")
  for (each in callers)
    inserted[callers[each]] = "SET_ASIDE(512);"
  # Loops over made-up lengths end here, because what is there is all that ends quickly.
  poll = "if (js_poll_interrupts(ctx)) return "
  inserted["JS_TryGetPropertyInt64"] = poll "-1;"
  inserted["JS_DeletePropertyInt64"] = poll "-1;"
  inserted["JS_GetPropertyInt64"] = poll "JS_EXCEPTION;"
  # Numbers of a million bits: the time grows with the square of their length.
  inserted["js_bigint_mul"] = "count_steps((uint64_t)a->len * b->len / 32);"
  inserted["js_bigint_divrem"] = inserted["js_bigint_mul"]
  inserted["js_bigint_to_string1"] = "if (JS_VALUE_GET_TAG(val) == JS_TAG_BIG_INT && (radix & (radix - 1))) " \
    "{ uint64_t limbs = ((JSBigInt *)JS_VALUE_GET_PTR(val))->len; count_steps(limbs * limbs / 16); }"
  inserted["js_bigint_from_string"] = "if (radix & (radix - 1)) " \
    "{ uint64_t digits = strlen(str); count_steps(digits * digits / 2048); }"
  # Up to 64 lines of text.
  inserted["build_backtrace"] = "count_steps(1000);"
  # While QuickJS throws that there is no memory, what it was about may be half done.
  inserted["js_trigger_gc"] = "if (rt->in_out_of_memory) return;"
}
/^(static|JSValue|int) .*\(/ && match($0, /[A-Za-z_0-9]+\(/) {
  name = substr($0, RSTART, RLENGTH - 1)
  if (!(name in inserted)) name = ""
}
/;$/ && name != "" { name = "" }
# What is thrown needs a stack only where somebody can read it; QuickJS would keep another one for its host.
sub(/ \|\| JS_IsUndefined\(ctx->error_back_trace\)\) \{$/, ") {") { count++ }
{ print }
/^\{$/ && name != "" {
  print inserted[name]
  count++
  name = ""
}
# Another version of QuickJS must be looked at anew.
END { if (count != (FILENAME ~ /libregexp/ ? 2 : 34)) exit 1 }
